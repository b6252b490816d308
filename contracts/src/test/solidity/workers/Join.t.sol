// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IWorkerRegistry} from "../../../main/solidity/IWorkerRegistry.sol";
import {Fixture} from "../Fixture.sol";

contract JoinTest is Fixture {
    function test_ShouldMakeAnActiveMember(address worker, bytes32 profile, uint256 stake) public {
        vm.assume(worker != address(0) && worker != address(vm) && profile != 0);
        stake = bound(stake, MIN_STAKE, type(uint128).max);
        vm.deal(worker, stake);

        vm.expectEmit(address(workers));
        emit IWorkerRegistry.WorkerJoined(worker, profile, stake);
        vm.expectEmit(address(workers));
        emit IWorkerRegistry.WorkerActivated(worker, 1);
        vm.prank(worker);
        workers.join{value: stake}(profile);

        IWorkerRegistry.Worker memory state = workers.worker(worker);
        vm.assertEq(state.stake, stake, "stake");
        vm.assertEq(state.profile, profile, "profile");
        vm.assertEq(state.joinedAt, vm.getBlockNumber(), "joinedAt");
        vm.assertEq(state.leavingAt, 0, "leavingAt");
        vm.assertTrue(state.active && workers.isActive(worker), "active");
        vm.assertEq(workers.activeSince(worker), vm.getBlockNumber(), "activeSince");
        vm.assertEq(workers.workerCount(), 1, "workerCount");
        vm.assertEq(workers.knownCount(), 1, "knownCount");
        vm.assertEq(address(workers).balance, stake, "balance");
    }

    function test_ShouldRefuseTooLittleStake(uint256 stake) public {
        stake = bound(stake, 0, MIN_STAKE - 1);
        vm.deal(alice, stake);

        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.StakeTooLow.selector, stake, MIN_STAKE));
        vm.prank(alice);
        workers.join{value: stake}(PROFILE);
    }

    function test_ShouldRefuseMoreStakeThanItCanCount() public {
        uint256 stake = uint256(type(uint128).max) + 1;
        vm.deal(alice, stake);

        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.StakeTooLarge.selector, stake));
        vm.prank(alice);
        workers.join{value: stake}(PROFILE);
    }

    function test_ShouldRefuseNoProfile() public {
        vm.deal(alice, MIN_STAKE);
        expectError(IWorkerRegistry.ZeroProfile.selector);
        vm.prank(alice);
        workers.join{value: MIN_STAKE}(0);
    }

    function test_ShouldRefuseAMember() public {
        join(alice, MIN_STAKE);
        vm.deal(alice, MIN_STAKE);

        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.AlreadyMember.selector, alice));
        vm.prank(alice);
        workers.join{value: MIN_STAKE}(PROFILE);
    }

    function test_ShouldRefuseAMemberThatIsLeaving() public {
        join(alice, MIN_STAKE);
        vm.prank(alice);
        workers.leave();
        vm.deal(alice, MIN_STAKE);

        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.AlreadyMember.selector, alice));
        vm.prank(alice);
        workers.join{value: MIN_STAKE}(PROFILE);
    }

    function test_ShouldRefuseInAPause() public {
        vm.prank(pauser);
        workers.pause();
        vm.deal(alice, MIN_STAKE);

        expectPaused();
        vm.prank(alice);
        workers.join{value: MIN_STAKE}(PROFILE);
    }
}
